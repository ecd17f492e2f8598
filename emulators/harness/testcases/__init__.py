"""What one operation owes, part of the request by part."""
