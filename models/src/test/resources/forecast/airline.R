# Makes airline.csv beside this file: quarters drawn with a seed from the airline model on logarithms, and what R 4's
# stats::arima says of them. No package is needed; then: Rscript airline.R > airline.csv
cat("series,values,forecast\n")
for (seed in c(1, 2, 3, 4, 6)) {
  set.seed(20261126 + seed)
  n <- 80
  e <- rnorm(n + 5, sd = 0.02)
  w <- e[6:(n + 5)] - 0.4 * e[5:(n + 4)] - 0.6 * e[2:(n + 1)] + 0.24 * e[1:n]
  y <- numeric(n)
  y[1:5] <- log(1000) + c(0, 0.2, -0.1, 0.1, 0.02)
  for (t in 6:n) y[t] <- y[t - 1] + y[t - 4] - y[t - 5] + w[t]
  values <- round(exp(y), 2)
  fit <- arima(log(ts(values, frequency = 4)), order = c(0, 1, 1), seasonal = c(0, 1, 1), method = "ML")
  ahead <- exp(as.numeric(predict(fit, n.ahead = 8)$pred))
  cat(paste0("airline", seed), paste(values, collapse = " "),
      paste(sprintf("%.3f", ahead), collapse = " "), sep = ",")
  cat("\n")
}
