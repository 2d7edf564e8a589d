-- Unique people per counting day. Their keys change daily, so a sum over days is "people per day, summed".
SELECT day, sum(CASE WHEN :staff THEN with_staff ELSE people END) AS people
FROM people
WHERE campaign = :campaign AND day BETWEEN :from AND :until AND facet = 'campaign'
GROUP BY day
