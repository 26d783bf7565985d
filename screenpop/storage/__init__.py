"""Our own data: the call log and the keychain."""
