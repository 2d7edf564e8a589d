-- Scans of people (and of staff when :staff) per route: codes, places, chapters and channels are summed from it.
SELECT route, sum(scans) AS scans
FROM daily
WHERE campaign = :campaign AND day BETWEEN :from AND :until
  AND ((judged & 7) = 0 OR (:staff AND (judged & 7) = 4))
GROUP BY route
