# fails: no-images, disk-empty
# feedback: half-done
docker rm velho
