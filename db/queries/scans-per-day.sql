-- Scans of people (and of staff when :staff) per counting day.
SELECT day, sum(scans) AS scans
FROM daily
WHERE campaign = :campaign AND day BETWEEN :from AND :until
  AND ((judged & 7) = 0 OR (:staff AND (judged & 7) = 4))
GROUP BY day
