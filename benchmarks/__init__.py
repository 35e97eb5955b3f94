"""What the pipeline costs, beside what its user would run instead."""
