# fails: same-image, holds-among-others
# feedback: wrong-way-round
docker tag base:estavel alpine:3.13
