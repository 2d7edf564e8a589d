-- Scans that are not in the figures, by verdict and reason (judged = verdict + 8 x reason).
SELECT judged, sum(scans) AS scans
FROM daily
WHERE campaign = :campaign AND day BETWEEN :from AND :until
  AND NOT ((judged & 7) = 0 OR (:staff AND (judged & 7) = 4))
GROUP BY judged
ORDER BY scans DESC, judged
