# fails: no-containers, no-images, disk-empty
# feedback: not-confirmed
docker system prune -a < /dev/null
