# fails: old-pinned, two-images
# feedback: pinned-the-new-one
docker pull alpine:3.13
docker tag alpine:3.13 fixa:1
