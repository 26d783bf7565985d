"""What a card says of a call, apart from its window: the header, the panels, who it may be, what to say."""
