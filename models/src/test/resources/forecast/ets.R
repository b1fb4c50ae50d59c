# Makes ets.csv beside this file: series drawn with a seed, and what forecast::ets says of them.
# Debian: apt-get install r-cran-forecast; then: Rscript ets.R > ets.csv
suppressMessages(library(forecast))
set.seed(20240401)
wave <- function(n, m) 20 * sin(2 * pi * seq_len(n) / m) + 6 * cos(4 * pi * seq_len(n) / m)
series <- list(
  month_trend = list(m = 12, y = 200 + 1.5 * seq_len(84) + wave(84, 12) + rnorm(84, sd = 6)),
  month_walk = list(m = 12, y = 300 + cumsum(rnorm(72, sd = 5)) + wave(72, 12)),
  quarter = list(m = 4, y = 120 + wave(40, 4) + rnorm(40, sd = 4)),
  day = list(m = 7, y = 80 + wave(140, 7) + cumsum(rnorm(140, sd = 1)) + rnorm(140, sd = 3)),
  year = list(m = 1, y = 500 + cumsum(10 + rnorm(30, sd = 8))))
cat("series,form,squares,values,forecast\n")
for (name in names(series)) {
  one <- series[[name]]
  y <- ts(round(one$y, 3), frequency = one$m)
  forms <- if (one$m > 1) c("ANA", "AAA") else c("ANN", "AAN")
  for (form in forms) {
    fit <- ets(y, model = form, damped = substr(form, 2, 2) == "A", bounds = "usual",
               opt.crit = "lik", lower = c(1e-4, 1e-4, 1e-4, 0.8), upper = c(rep(0.9999, 3), 0.98))
    ahead <- as.numeric(forecast(fit, h = 8)$mean)
    cat(name, form, sprintf("%.4f", sum(residuals(fit)^2)), paste(y, collapse = " "),
        paste(sprintf("%.4f", ahead), collapse = " "), sep = ",")
    cat("\n")
  }
}
