# fails: container-kept, other-day
# feedback: container-gone
docker system prune -f
