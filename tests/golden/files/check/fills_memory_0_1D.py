kept = bytes(1 << 33)
