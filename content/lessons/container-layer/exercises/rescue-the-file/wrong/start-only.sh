# fails: image-made, treasure-inside, one-layer-more, really-rescued
# feedback: started-only
docker start bold_noether
