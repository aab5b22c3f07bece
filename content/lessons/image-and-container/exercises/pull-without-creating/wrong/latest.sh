# fails: image-here, holds-after-the-tag-moves
# feedback: pulled-latest
docker pull alpine
