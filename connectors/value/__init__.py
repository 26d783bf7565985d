"""Value: how much is this relationship worth to the company?"""
