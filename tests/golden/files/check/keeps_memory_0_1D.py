kept = None
for size in (400, 300, 200, 100, 50, 20, 1):  # of pieces, so that there is room for none of any size
    try:
        while True:
            kept = (kept, bytes(size))
    except MemoryError:
        pass
