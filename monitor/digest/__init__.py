"""What one subscription is told, and how it is said: as HTML, as plain text and as JSON."""
