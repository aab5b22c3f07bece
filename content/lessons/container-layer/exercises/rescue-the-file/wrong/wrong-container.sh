# fails: treasure-inside, really-rescued
# feedback: wrong-container
docker commit quirky_curie resgate:1
