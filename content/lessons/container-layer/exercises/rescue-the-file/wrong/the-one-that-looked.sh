# fails: treasure-inside, one-layer-more, really-rescued
# feedback: new-and-empty
docker commit sleepy_dijkstra resgate:1
