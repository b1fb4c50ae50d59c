-- One row for each student on a module and presentation, as known on day 60 of it: who they are,
-- when they registered, and what they have handed in so far. What only tells classes apart, such as
-- how many pieces were due, is no feature: the next class has other numbers.
WITH due AS (
  SELECT code_module, code_presentation, count(*) AS pieces_due, sum(weight) AS weight_due,
    count_if(assessment_type = 'TMA') AS tutor_marked_due,
    count_if(assessment_type = 'CMA') AS computer_marked_due
  FROM oulad_assessments
  WHERE date <= 60
  GROUP BY code_module, code_presentation
),
-- Where all pieces due weigh nothing, they count alike: points mean the same in every class.
pieces AS (
  SELECT a.code_module, a.code_presentation, s.id_student, a.assessment_type,
    CASE WHEN d.weight_due > 0 THEN a.weight ELSE 1 END AS weight,
    s.score, s.date_submitted, s.date_submitted - a.date AS days_late, a.date <= 60 AS is_due
  FROM oulad_submissions s
  JOIN oulad_assessments a USING (id_assessment)
  LEFT JOIN due d USING (code_module, code_presentation)
),
handed AS (
  SELECT code_module, code_presentation, id_student,
    avg(score) AS mean_score, min(score) AS lowest_score, max(score) AS highest_score,
    min_by(score, date_submitted) AS first_score, max_by(score, date_submitted) AS last_score,
    sum(weight * score) / nullif(sum(weight), 0) AS weighted_score,
    avg(days_late) AS mean_days_late, max(days_late) AS most_days_late,
    max(date_submitted) AS last_day,
    avg(score) FILTER (WHERE assessment_type = 'TMA') AS tutor_marked_score,
    avg(score) FILTER (WHERE assessment_type = 'CMA') AS computer_marked_score,
    count_if(is_due) AS due_handed_in,
    count_if(is_due AND assessment_type = 'TMA') AS tutor_marked_handed_in,
    count_if(is_due AND assessment_type = 'CMA') AS computer_marked_handed_in,
    sum(weight * score / 100) FILTER (WHERE is_due) AS points
  FROM pieces
  GROUP BY code_module, code_presentation, id_student
),
modules AS (
  SELECT code_presentation, id_student, count(*) AS modules_at_once
  FROM oulad_registrations
  GROUP BY code_presentation, id_student
),
joined AS (
  SELECT s.code_module, s.code_presentation, s.id_student,
    s.code_module AS module, s.gender, s.region, s.highest_education, s.imd_band, s.age_band,
    s.disability, s.num_of_prev_attempts, s.studied_credits, r.date_registration, m.modules_at_once,
    coalesce(h.due_handed_in, 0) / d.pieces_due AS share_handed_in,
    coalesce(h.tutor_marked_handed_in, 0) / nullif(d.tutor_marked_due, 0)
      AS share_of_tutor_marked,
    coalesce(h.computer_marked_handed_in, 0) / nullif(d.computer_marked_due, 0)
      AS share_of_computer_marked,
    d.pieces_due - coalesce(h.due_handed_in, 0) AS pieces_lacking,
    coalesce(h.points, 0) / CASE WHEN d.weight_due > 0 THEN d.weight_due ELSE d.pieces_due END
      AS share_of_points,
    h.mean_score, h.lowest_score, h.highest_score, h.first_score, h.last_score, h.weighted_score,
    h.mean_days_late, h.most_days_late, h.last_day, h.tutor_marked_score, h.computer_marked_score
  FROM oulad_students s
  JOIN oulad_registrations r USING (code_module, code_presentation, id_student)
  JOIN oulad_courses USING (code_module, code_presentation)
  LEFT JOIN due d USING (code_module, code_presentation)
  LEFT JOIN handed h USING (code_module, code_presentation, id_student)
  LEFT JOIN modules m USING (code_presentation, id_student)
  -- Who has left by day 60 is no longer at risk.
  WHERE r.date_unregistration IS NULL
)
-- Marks differ between modules and years: a student's place among the others of the same module and
-- presentation on that day carries over better than the mark.
SELECT *,
  round(percent_rank() OVER (PARTITION BY code_module, code_presentation ORDER BY mean_score), 3)
    AS place_by_mean_score,
  round(percent_rank() OVER (PARTITION BY code_module, code_presentation ORDER BY weighted_score), 3)
    AS place_by_weighted_score,
  round(percent_rank() OVER (PARTITION BY code_module, code_presentation ORDER BY share_of_points), 3)
    AS place_by_points,
  round(percent_rank() OVER (PARTITION BY code_module, code_presentation ORDER BY mean_days_late), 3)
    AS place_by_days_late,
  round(percent_rank() OVER (PARTITION BY code_module, code_presentation ORDER BY tutor_marked_score), 3)
    AS place_by_tutor_marked_score
FROM joined
