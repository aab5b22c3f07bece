# fails: image-here, holds-after-the-tag-moves
# feedback: only-listed
docker images
