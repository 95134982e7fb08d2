"""What other programs read of an audit: code scanning, test reports, the log of a build."""
