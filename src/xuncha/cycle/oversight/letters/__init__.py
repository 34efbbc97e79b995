"""What a letter is proposed for, and how it is worded."""
