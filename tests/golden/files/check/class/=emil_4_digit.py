def feature_map(image, kernel):
    pass
