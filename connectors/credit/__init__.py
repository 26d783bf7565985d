"""Credit: how much more may the customer buy, and on what terms?"""
