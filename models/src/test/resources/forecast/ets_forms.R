# Makes ets_forms.csv beside this file: what forecast 8.20 (R 4.2.2) says of R's own data sets in every form of
# exponential smoothing. Debian: apt-get install r-cran-forecast; then: Rscript ets_forms.R > ets_forms.csv
suppressMessages(library(forecast))
series <- list(AirPassengers = AirPassengers, USAccDeaths = USAccDeaths, ldeaths = ldeaths, UKDriverDeaths = UKDriverDeaths,
               nottem = nottem, UKgas = UKgas, JohnsonJohnson = JohnsonJohnson, austres = austres, LakeHuron = LakeHuron,
               Nile = Nile, airmiles = airmiles, BJsales = BJsales)
forms <- c("ANN", "AAN", "AAdN", "MNN", "MAN", "MAdN", "ANA", "AAA", "AAdA", "MNA", "MAA", "MAdA", "MNM", "MAM", "MAdM")
cat("series,season,form,loglik,values,forecast\n")
for (name in names(series)) {
  y <- series[[name]]
  for (form in forms) {
    season <- substr(form, nchar(form), nchar(form))
    if (season != "N" && frequency(y) == 1) next
    fit <- ets(y, model = paste0(substr(form, 1, 2), season), damped = nchar(form) == 4, bounds = "usual",
               lower = c(1e-4, 1e-4, 1e-4, 0.8), upper = c(rep(0.9999, 3), 0.98))
    ahead <- as.numeric(forecast(fit, h = 12, PI = FALSE)$mean)
    cat(name, frequency(y), form, sprintf("%.5f", fit$loglik), paste(as.numeric(y), collapse = " "),
        paste(sprintf("%.6g", ahead), collapse = " "), sep = ",")
    cat("\n")
  }
}
