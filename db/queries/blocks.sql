-- What counted visits chose (2), which links they opened (4), where they came to an end (5): numbers of event kinds.
SELECT kind, version, block, option, sum(events) AS events
FROM happened
WHERE kind IN (2, 4, 5) AND campaign = :campaign AND day BETWEEN :from AND :until AND (class = 0 OR (:staff AND class = 1))
GROUP BY kind, version, block, option
ORDER BY events DESC
LIMIT 5000
