-- Scans of people (and of staff when :staff) per counting day and hour on the wall.
SELECT day, hour, sum(scans) AS scans
FROM hourly
WHERE campaign = :campaign AND day BETWEEN :from AND :until
  AND ((judged & 7) = 0 OR (:staff AND (judged & 7) = 4))
GROUP BY day, hour
ORDER BY day, (hour + 20) % 24
