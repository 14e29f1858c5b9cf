const points = POINTS;
const handles = document.querySelectorAll(".curves .handle");
const slider = document.createElement("input");
Object.assign(slider, { type: "range", min: 0, max: points.length - 1, value: CHOSEN });
slider.setAttribute("aria-label", "Budget");
slider.addEventListener("input", () => {
  const [x, y, narrowX, narrowY, text, budget] = points[slider.value];
  handles.forEach((handle, narrow) => {
    const [left, top] = narrow ? [narrowX, narrowY] : [x, y];
    handle.setAttribute("transform", `translate(${left} ${top})`);
    handle.querySelector("path").setAttribute("d", `M0 8V${FEET[narrow] - top}`);
  });
  slider.setAttribute("aria-valuetext", "budget " + budget);
  document.getElementById("consequence").textContent = text;
});
document.getElementById("handle").append(slider);
