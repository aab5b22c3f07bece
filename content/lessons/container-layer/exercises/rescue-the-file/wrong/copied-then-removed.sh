# fails: image-made, treasure-inside, one-layer-more, really-rescued
# feedback: copied-out-only
docker cp bold_noether:/tesouro.txt .
docker rm bold_noether
