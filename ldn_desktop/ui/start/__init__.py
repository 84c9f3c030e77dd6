"""What is shown before the diary: welcome, passphrase, notices."""
