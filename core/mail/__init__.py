"""The one mail sender, and the messages it keeps."""
