"""Response teams (民声服务队) of the townships, who serves in them, and the social forces attached to them."""
