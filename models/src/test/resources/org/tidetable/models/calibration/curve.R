# The flexible curve by rms 6.5-0: the smooth probability of every row of rows.csv, unweighted.
suppressMessages(library(rms))
rows <- read.csv("rows.csv")
x <- qlogis(rows$risk)
knots <- quantile(x, c(0.05, 0.275, 0.5, 0.725, 0.95))
fit <- lrm(rows$outcome ~ rcs(x, knots), tol = 1e-12, eps = 1e-10, maxit = 100)
curve <- plogis(fit$linear.predictors)
away <- abs(rows$risk - curve)
write.table(formatC(curve, digits = 8, format = "f"), "curve.csv", row.names = FALSE, col.names = FALSE, quote = FALSE)
figures <- c(ici = mean(away), e50 = quantile(away, 0.5, type = 1, names = FALSE),
  e90 = quantile(away, 0.9, type = 1, names = FALSE), emax = max(away))
cat(sprintf("%s,%.9f\n", names(figures), figures), sep = "", file = "figures.csv", append = TRUE)
