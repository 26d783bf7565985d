"""What comes in (calls, acts) and what goes out (news), told as plain facts."""
