# fails: in-budget
# feedback: unused-left
docker system prune -f
