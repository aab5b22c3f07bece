# fails: no-images, disk-empty, nothing-forced
# feedback: half-done
docker rm -f velho
