"""填讲话稿: a masked text goes in, its masks are shown with their proposals, the filled one
comes out."""
