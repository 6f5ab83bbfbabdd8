"""Days as people say them, in Japanese and English; pure, knows no photo and no store."""
