"""Pages and windows shown before the diary: first start, passphrase, notices."""
