docker system prune -a -f
