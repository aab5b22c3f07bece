# fails: image-made, treasure-inside, one-layer-more, really-rescued
docker cp sleepy_dijkstra:/tesouro.txt .
