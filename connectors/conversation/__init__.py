"""Conversation: what was said before, by anybody in the company, on any channel?"""
