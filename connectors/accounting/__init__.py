"""Accounting: what does the customer owe, how late, and what was paid?"""
