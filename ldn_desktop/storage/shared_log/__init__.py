"""One diary on several computers: a log for each device in a folder that any tool may carry."""
