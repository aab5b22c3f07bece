# fails: unused-kept, current-kept, other-day
# feedback: named-ones-too
docker rmi $(docker images -q)
