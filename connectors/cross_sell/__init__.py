"""Cross-sell: what will this customer need again, and what would fit?"""
