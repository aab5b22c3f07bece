# fails: one-layer-more, really-rescued
# feedback: too-many-layers
docker commit bold_noether passo:1
docker run --name passo passo:1 touch /tmp/x
docker commit passo resgate:1
