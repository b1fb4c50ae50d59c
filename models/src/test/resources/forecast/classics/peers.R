# The paths of R 4.2.2, package forecast 8.20, for series.csv (training parts of M3 and M1 series).
# Rscript peers.R > r.csv
# Columns: series, method, what, numbers. Naive2 is written with acf and decompose, as its
# definition in the M4 competition; STL takes the settings of forecast::mstl for one season.
suppressMessages(library(forecast))
say <- function(series, method, what, numbers) {
  cat(series, method, what, paste(sprintf("%.10g", as.numeric(numbers)), collapse = " "), sep = ",")
  cat("\n")
}
seasonal <- function(y, m) {
  if (m < 2 || length(y) < 2 * m) return(FALSE)
  r <- acf(y, lag.max = m, plot = FALSE)$acf[-1]
  abs(r[m]) > 1.645 * sqrt((1 + 2 * sum(r[-m]^2)) / length(y))
}
cat("series,method,what,numbers\n")
table <- read.csv("series.csv", stringsAsFactors = FALSE)
for (row in seq_len(nrow(table))) {
  id <- table$series[row]
  m <- table$season[row]
  h <- table$horizon[row]
  y <- ts(as.numeric(strsplit(table$values[row], " ")[[1]]), frequency = m)
  n <- length(y)
  say(id, "drift", "path", rwf(y, h = h, drift = TRUE)$mean)
  say(id, "theta", "path", thetaf(y, h = h)$mean)
  figure <- if (seasonal(y, m)) decompose(y, type = "multiplicative")$figure else rep(1, m)
  say(id, "naive2", "path", y[n] / figure[(n - 1) %% m + 1] * figure[(n + seq_len(h) - 1) %% m + 1])
  season <- rep(0, n)
  if (m > 1) {
    odd <- function(x) { x <- ceiling(x); x + (x + 1) %% 2 }
    season <- as.numeric(stl(y, s.window = 11, s.degree = 0, t.window = odd(1.5 * m / (1 - 1.5 / 11)),
                             l.window = odd(m), robust = FALSE)$time.series[, "seasonal"])
    say(id, "stl_ar", "season", tail(season, m))
  }
  for (p in 1:3) {
    fit <- ar(as.numeric(y) - season, aic = FALSE, order.max = p, method = "burg")
    say(id, "stl_ar", paste0("burg", p), fit$ar)
  }
}
